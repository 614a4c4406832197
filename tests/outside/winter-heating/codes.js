// @ts-check

/** What a household heats with: one list for the fact, the feed's column and the graph. */
export const stoveKinds = {
  COAL_STOVE: { zh: '燃煤炉', en: 'coal stove' },
  BRICK_BED: { zh: '火炕', en: 'heated brick bed' },
  ELECTRIC: { zh: '电取暖', en: 'electric heating' },
  NONE: { zh: '无取暖设备', en: 'no heating' },
};
