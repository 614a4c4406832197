import type { ModuleTx, RegistryService, RegistryWriter, Sql, Viewer } from 'xianjie/schema';
import type { Db, Protect } from '../storage/index.js';
import { named, writeGrants } from './grants.js';
import { writeExpenditures } from './expenditures.js';
import { writeHouseholds } from './households.js';
import { writeIncomes } from './incomes.js';
import { moduleTx } from './module-tx.js';
import { writePeople } from './people.js';
import { createService, type Writer } from './service.js';
import { writeVillages } from './villages.js';

export type { Writer } from './service.js';

/** Writing areas' households, people and incomes: one by one for mutations, many at once for feeds. */
export interface Registry {
  /** @param db the operation's own door: what it writes is read afterwards */
  bind(db: Db, writer: Writer): RegistryService;
  /** For one batch, on its transaction. */
  writer(tx: ModuleTx): RegistryWriter;
  /** What a module's own write gets, on the same transaction. @param within the transaction's scope, and for whom it may speak */
  moduleTx(tx: { readonly sql: Sql }, within: Pick<Viewer, 'areas' | 'departments'>): ModuleTx;
}

/** @param invented whether everybody who is recorded is invented: in demo mode, whose clients' secret is known */
export function createRegistry(protect: Protect, invented = false): Registry {
  return {
    bind: (db, writer) => createService(db, protect, writer, invented),
    moduleTx: ({ sql }, within) => moduleTx(sql, protect, within),
    writer: (tx) => {
      const headsSaid = new Set<string>();
      return {
        importHouseholds: (batch, rows) => writeHouseholds(tx, protect, batch, rows),
        importPeople: (batch, rows) => writePeople(tx, protect, batch, rows, { headsSaid, invented }),
        importIncomes: (batch, rows) => writeIncomes(tx, protect, batch, rows),
        importGrants: async (batch, rows, columns) => named(await writeGrants(tx, protect, batch, rows), columns),
        importExpenditures: (batch, rows) => writeExpenditures(tx, protect, batch, rows),
        importVillages: (batch, rows) => writeVillages(tx, protect, batch, rows),
      };
    },
  };
}
