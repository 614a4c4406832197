/** What somebody of the demo attends in the school year that runs on the demo's day: a stage of schooling, or no school. */
export type DemoSchooling =
  'NONE' | 'PRESCHOOL' | 'PRIMARY' | 'JUNIOR_HIGH' | 'SENIOR_HIGH' | 'SECONDARY_VOCATIONAL' | 'HIGHER_VOCATIONAL' | 'UNDERGRADUATE';

/** One member of an invented family, as a module's demo sees it. */
export interface DemoPerson {
  readonly id: string;
  readonly isHead: boolean;
  readonly relation: string;
  readonly sex: 'MALE' | 'FEMALE';
  /** `YYYY-MM-DD` */
  readonly birthDate: string;
  readonly educationLevel: string | null;
  /** Whether and where the person studies: every module's demo follows it, so that no pupil has a job beside. */
  readonly schooling: DemoSchooling;
  readonly labourCapacity: string | null;
  readonly health: string | null;
  readonly disabilitySevere: boolean | null;
  /** For sample files only: it belongs into no row. */
  readonly residentId: string | null;
  /** For sample files only: it belongs into no row. */
  readonly name: string;
}

/** An invented family. */
export interface DemoHousehold {
  readonly id: string;
  /** The register number. */
  readonly number: string;
  readonly registerStatus: string | null;
  /** `YYYY-MM-DD`; since when it has that status. */
  readonly registerStatusOn: string | null;
  /** Null: not monitored, or not known. */
  readonly monitoringKind: string | null;
  readonly labourClass: string | null;
  readonly relocated: boolean;
  /** Per-capita net income of the newest year, in fen. */
  readonly perCapitaNetIncome: number | null;
  readonly people: readonly DemoPerson[];
}

/** One village or community with its families. */
export interface DemoVillage {
  readonly code: string;
  readonly community: boolean;
  readonly households: readonly DemoHousehold[];
}

/** The demo as a whole: the town, or the synthetic county. */
export interface DemoPlace {
  /** The day on which the demo lives. */
  readonly today: string;
  readonly scale: 'town' | 'county';
  readonly county: string;
  readonly townships: readonly string[];
  readonly villages: readonly { readonly code: string; readonly community: boolean }[];
  readonly projects: readonly {
    readonly id: string;
    readonly number: string;
    readonly areaCode: string;
    readonly category: string;
    readonly year: number;
    /** In fen. */
    readonly paidAmount: number;
  }[];
}

/** Deterministic randomness: the same demo on every machine. */
export interface Dice {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number, both ends included. */
  int(low: number, high: number): number;
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  weighted<T>(list: readonly (readonly [T, number])[]): T;
  shuffle<T>(list: T[]): T[];
  uuid(): string;
}

/** A column's value: money in fen, days as `YYYY-MM-DD`, sets of codes as lists. */
export type DemoValue = string | number | boolean | null | readonly string[];

/**
 * Rows by table: the module's own tables, or the core's `benefit_grant` and `lifecycle_step` (`demoSteps`). All rows of one table have the same columns. An observation says
 * `observed_on` and `source`; `id`, `recorded_at` and what else storage adds are made by the loader where they are left out.
 */
export type DemoRows = Readonly<Record<string, readonly Readonly<Record<string, DemoValue>>[]>>;

/** A list that was declared complete (全量) in the demo. */
export interface DemoCompleteList {
  readonly feed: string;
  /** The code of the department whose list it is. */
  readonly source: string;
  readonly area: string;
  /** As the feed's `periodOf` spells it; left out: as of its day. */
  readonly period?: string;
  readonly on: string;
}

/** A module's part of the demo. Pure: the same place and dice give the same rows. */
export interface ModuleDemo {
  /** What stands before the first family: schools, enterprises. */
  readonly places?: (place: DemoPlace, dice: Dice) => DemoRows;
  /** What is recorded of one village and its families. The dice are the village's own. */
  readonly village: (village: DemoVillage, place: DemoPlace, dice: Dice) => DemoRows;
  readonly completeLists?: (place: DemoPlace, dice: Dice) => readonly DemoCompleteList[];
  /** Sample files of its feeds, made of one village: the first line is the header. Kept in clients/samples and compared by a test. */
  readonly samples?: (
    village: DemoVillage,
    place: DemoPlace,
    dice: Dice,
  ) => Readonly<Record<string, readonly (readonly (string | number | null)[])[]>>;
}
