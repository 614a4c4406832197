import type { ModuleTx, RegistryService, RegistryWriter } from 'xianjie/schema';
import type { Db, Protect } from '../storage/index.js';
import { writeHouseholds } from './households.js';
import { writeIncomes } from './incomes.js';
import { writePeople } from './people.js';
import { createService, type Writer } from './service.js';

export type { Writer } from './service.js';

/** Writing areas' households, people and incomes: one by one for mutations, many at once for feeds. */
export interface Registry {
  bind(writer: Writer): RegistryService;
  /** For one batch, on its transaction. */
  writer(tx: ModuleTx): RegistryWriter;
}

export function createRegistry(deps: { readonly db: Db; readonly protect: Protect }): Registry {
  const { db, protect } = deps;
  return {
    bind: (writer) => createService(db, protect, writer),
    writer: (tx) => {
      const headsSaid = new Set<string>();
      return {
        importHouseholds: (batch, rows) => writeHouseholds(tx, protect, batch, rows),
        importPeople: (batch, rows) => writePeople(tx, protect, batch, rows, headsSaid),
        importIncomes: (batch, rows) => writeIncomes(tx, protect, batch, rows),
      };
    },
  };
}
