import type { PersonalDataService, PersonDataExport } from 'xianjie/schema';

/** A person or household with what was shown of it. */
export type RevealedSubject = Awaited<ReturnType<PersonalDataService['reveal']>>['revealed'][number];
/** What is held in one table. */
export type ExportSection = PersonDataExport['sections'][number];
/** One record of it. */
export type ExportRow = ExportSection['rows'][number];
/** One time at which data were shown by name. */
export type ExportDisclosure = PersonDataExport['shown'][number];
