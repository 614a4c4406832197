import {
  coreErrors,
  refusalTexts,
  stateFactOf,
  type Lifecycle,
  type LocalizedText,
  type PolicyModule,
  type RefusalParams,
  type StepField,
} from 'xianjie/schema';

/** A lifecycle as it is installed. */
export interface Installed {
  readonly lifecycle: Lifecycle;
  /** The module that declares it. */
  readonly module: string;
  /** The column with the id of whom a record is about; null: its area is all. */
  readonly subjectColumn: 'person_id' | 'household_id' | null;
  readonly stateColumn: string;
  /** The fields whose column a write may read to decide. */
  readonly known: readonly (StepField & { readonly column: string })[];
  /** Whose word a step is, by code: the suppliers of the fact that tells where a record stands; null: there is no such fact. */
  readonly suppliers: readonly string[] | null;
}

/** The lifecycles of the installed modules, with the texts of what they refuse. */
export interface Lifecycles {
  readonly all: readonly Installed[];
  /** @throws Error of a lifecycle that its module does not list */
  of(lifecycle: Lifecycle): Installed;
  message(code: string, params?: RefusalParams): LocalizedText;
}

const subjectColumns = { PERSON: 'person_id', HOUSEHOLD: 'household_id', VILLAGE: null, AREA: null } as const;

export function installedLifecycles(modules: readonly PolicyModule[]): Lifecycles {
  const all = modules.flatMap((module) => (module.lifecycles ?? []).map((lifecycle) => install(module, lifecycle)));
  const byCode = new Map(all.map((one) => [one.lifecycle.code, one]));
  return {
    all,
    of: ({ code }) => {
      const found = byCode.get(code);
      if (found === undefined) throw new Error(`the lifecycle "${code}" is listed by no installed module: add it to "lifecycles"`);
      return found;
    },
    message: refusalTexts([...coreErrors, ...modules.flatMap((m) => m.errors ?? [])]),
  };
}

function install(module: PolicyModule, lifecycle: Lifecycle): Installed {
  const table = module.storage?.tables.find(({ name }) => name === lifecycle.record.table);
  const open = (column: string): boolean =>
    ['PUBLIC', 'INTERNAL'].includes(table?.columns[column] ?? '') || (table?.decidesBy ?? []).includes(column);
  const told = (module.facts ?? []).flatMap(({ columns }) => Object.values(columns)).find(({ code }) => code === stateFactOf(lifecycle));
  return {
    lifecycle,
    suppliers: told === undefined ? null : told.suppliers.map(({ code }) => code),
    module: module.id,
    subjectColumn: subjectColumns[lifecycle.record.about],
    stateColumn: lifecycle.record.state ?? 'state',
    known: lifecycle.fields.flatMap((field) => (field.column !== null && open(field.column) ? [{ ...field, column: field.column }] : [])),
  };
}

/** The area whose documents hold for the guards of a record. */
export const rulesIn = ({ lifecycle }: Installed, areaCode: string, values: Readonly<Record<string, unknown>>): string => {
  const other = lifecycle.rulesIn === undefined ? null : values[lifecycle.rulesIn];
  return typeof other === 'string' ? other : areaCode;
};
