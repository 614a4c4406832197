import type { GraphBuilder } from '../../builder/builder.js';
import type { TableFields } from '../table-fields.js';

const number = (t: TableFields, column: string, description: string) => t.column(column, { type: 'Int', level: 'PUBLIC', description });
const yesNo = (t: TableFields, column: string, description: string) => t.column(column, { type: 'Boolean', level: 'PUBLIC', description });

/** What a village is (village_profile and the caches in village have the same columns). */
const classFields = (t: TableFields) => ({
  villageClass: t.column('village_class', { type: 'VillageClass', level: 'PUBLIC', description: 'Its class (村庄分类).' }),
  exitedPoorVillage: yesNo(t, 'exited_poor_village', 'Whether it was on the list of poor villages (脱贫村).'),
  weakEconomyVillage: yesNo(t, 'weak_economy_village', 'Whether its collective economy is weak (经济薄弱村).'),
  hollowVillage: yesNo(t, 'hollow_village', 'Whether most have left (空心村).'),
  naturalVillages: number(t, 'natural_villages', 'Number of natural villages (自然村数).'),
  largeNaturalVillages: number(t, 'large_natural_villages', 'Those with 20 households or more (20户以上自然村数).'),
});

const facilityFields = (t: TableFields) => ({
  pavedRoad: yesNo(t, 'paved_road', 'Whether a paved road reaches it (通硬化路).'),
  pavedLargeNaturalVillages: number(
    t,
    'paved_large_natural_villages',
    'Natural villages of 20 households or more with a paved road (通硬化路的20户以上自然村数).',
  ),
  connectedLargeNaturalVillages: number(
    t,
    'connected_large_natural_villages',
    'Natural villages of 20 households or more with 4G and fibre (通4G和光纤宽带的20户以上自然村数).',
  ),
  power: yesNo(t, 'power', 'Whether it has industrial power (通动力电).'),
  broadband: yesNo(t, 'broadband', 'Whether it has fibre broadband (通光纤宽带).'),
  mobile4g: yesNo(t, 'mobile_4g', 'Whether 4G covers it (4G信号覆盖).'),
  water: yesNo(t, 'water', 'Whether it has a safe water supply (供水有保障).'),
  clinic: yesNo(t, 'clinic', 'Whether it has a clinic (卫生室).'),
  cultureRoom: yesNo(t, 'culture_room', 'Whether it has a culture room (文化活动室).'),
  courtyards: number(t, 'courtyards', 'Households with a courtyard business (庭院经济户数).'),
  wastePoints: number(t, 'waste_points', 'Waste collection points (垃圾投放点数).'),
});

/** Everything that one observation of a village may say. */
export const profileFields = (t: TableFields) => ({ ...classFields(t), ...facilityFields(t) });

/** The two views on a village’s newest values. */
export function addVillageParts(builder: GraphBuilder): void {
  builder.tableType('VillageProfile', {
    table: 'village',
    node: false,
    description: 'What is known of a village; its facilities stand beside it (村情概况).',
    fields: (t) => ({
      ...classFields(t),
      observedOn: t.sql({
        type: 'Date',
        level: 'PUBLIC',
        description: 'The day of the newest observation; null: nobody ever said anything (最新填报日期).',
        expression: (row) =>
          `select max(o.observed_on) from village_profile o
           where o.village_id = ${row.column('id')} and o.area_code = ${row.column('area_code')} and o.withdrawn_at is null`,
      }),
    }),
  });
  builder.tableType('VillageFacilities', {
    table: 'village',
    node: false,
    description: 'Infrastructure and public services of a village; null: nobody said (村基础设施和公共服务).',
    fields: facilityFields,
  });
}
