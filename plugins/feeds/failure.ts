import { coreCode, type CoreCode, type CoreRefusal, type RowRefusal } from 'xianjie/schema';

/** The whole batch cannot be taken. `notes` say where: row 1 is the header, row 0 the batch itself. */
export class BatchFailure extends Error {
  override readonly name = 'BatchFailure';
  readonly code: CoreCode;
  constructor(
    refusal: CoreRefusal,
    readonly notes: readonly NumberedRefusal[] = [],
  ) {
    super(coreCode(refusal));
    this.code = coreCode(refusal);
  }
}

export interface NumberedRefusal extends RowRefusal {
  readonly row: number;
}
