/** Imports a peer from beside this file: where the bench has installed it. @param {string} name of the package */
export const load = (name) => import(name);
