/** Nothing may be read any more: the operation has its answer. Whoever meets it stops; nothing has failed. */
export class OperationOver extends Error {
  override readonly name = 'OperationOver';
  constructor() {
    super('the operation is over: nothing may be read any more');
  }
}
