/** The driver gives a full pool and a lost connection no code: only the message tells. */
const LOST = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/** Whether an error's message says that the database could not be reached. */
export const saysLostConnection = (message: string): boolean => LOST.test(message);
