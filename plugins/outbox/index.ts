export { appendEvents } from './outbox.js';
export type { OutboxEvent } from './outbox.js';
