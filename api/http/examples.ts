/** The saved examples of the GraphiQL page, one a tab, and what the start prints. They speak of the demo town. */

/** What most people want of a verdict, each line indented as deep as it stands. */
const verdict = (indent: string): string =>
  [
    'check { code title { zh en } }',
    'outcome',
    'fulfilled',
    'conditions {',
    '  text { zh en }',
    '  satisfied',
    '  actual { text { zh } }',
    '  threshold { text { zh } }',
    '  distance { text { zh en } }',
    '  citation { place quote basis document { title { zh } } }',
    '  providedBy { title { zh } }',
    '  observedOn',
    '}',
    'unknowns { kind title { zh en } suppliers { title { zh } } }',
  ]
    .map((line) => indent + line)
    .join('\n');

const household = `# 1. One household: what it has, and what the rules say of it, with reasons and citations.
# 一户一档:家庭情况与各项规则的结论、理由和出处。
query Household {
  household(number: "1506231002040001") {
    number
    village { name { zh } }
    head { name residentId }
    members { name sex birthDate labourCapacity }
    registryStatus
    incomeStatements(years: [2023, 2024]) { year perCapitaNetIncome perCapitaYearlyIncome }
    eligibility {
${verdict('      ')}
    }
  }
}
`;

const village = `# 2. A village's households with their verdicts.
# 一个嘎查村各户的结论。
query Village {
  village(code: "150623100204") {
    name { zh }
    households(first: 20) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        number
        memberCount
        perCapitaNetIncome
        eligibility(checks: ["monitoring.incomeLine", "income.watchLine"]) { check { code } outcome unknowns { kind title { zh } } }
      }
    }
  }
}
`;

const parameters = `# 3. Which numbers hold here, since when, from which document.
# 本地适用的政策参数及其出处。
query Parameters {
  policyParameters(area: "150623100204") {
    code
    title { zh en }
    state
    value { text { zh } }
    unit
    suppliedBy { code name { zh } }
    citation { place quote basis document { code title { zh } } }
  }
}
`;

const checks = `# 4. The rules in words, with what they read.
# 各项规则的文字、所需事实和出处。
query Checks {
  eligibilityChecks {
    code
    title { zh en }
    kind
    force
    level
    when { zh en }
    place
    quote
    facts { code title { zh } suppliers { title { zh } } }
  }
}
`;

const whatIf = `# 5. What if: nobody stored, only these facts.
# 假设测算:只用给出的事实。
query WhatIf {
  evaluateEligibility(input: {
    subject: HOUSEHOLD
    area: "150623100"
    facts: [{ code: "household.perCapitaYearlyIncome", money: "5999.99", year: 2024 }]
    checks: ["monitoring.incomeLine"]
  }) {
${verdict('    ')}
  }
}
`;

const feed = `# 6. Hand in incomes. First upload the file:
#   curl -H 'content-type: text/csv' --data-binary @clients/samples/incomes.csv 'http://127.0.0.1:4000/uploads?name=incomes.csv'
# then put its id here. The receipt says at once what became of each row.
# 先上传文件,再把返回的编号填入 upload;回执列出被退回的行及原因。
mutation SubmitIncomes {
  submitFeed(input: {
    feed: "core.incomes"
    upload: "PUT THE UPLOAD'S ID HERE"
    observedOn: "2025-06-30"
    coverage: { area: "150623100", complete: false }
  }) @idempotent(key: "incomes-2024-1") {
    receipt { id state }
    userErrors { code message { zh en } path }
  }
}
`;

export const examples: readonly string[] = [household, village, parameters, checks, whatIf, feed];

/** What the start prints: the address, and a query to paste. */
export function welcome(
  address: string,
  mode: { readonly today: string | undefined; readonly demo: boolean; readonly modules?: readonly string[] },
): string {
  const query = mode.demo
    ? `{"query":"{ household(number: \\"1506231002040001\\") { number village { name { zh } } eligibility { outcome check { code title { zh } } } } }"}`
    : `{"query":"{ installedModules { id title { zh en } } }"}`;
  const server = address.replace(/\/graphql$/, '');
  return [
    '',
    `Xianjie 衔接 is ready at ${address}`,
    ...(mode.modules === undefined ? [] : [`Its modules: ${mode.modules.join(', ')} (XIANJIE_MODULES).`]),
    ...(mode.today === undefined ? [] : [`Its day is ${mode.today} (XIANJIE_TODAY).`]),
    'Open the address in a browser for GraphiQL with saved examples, or paste:',
    '',
    ...(mode.demo
      ? [`  TOKEN=$(npm run --silent token -- county-admin --url ${server})`]
      : [`  TOKEN=$(npm run --silent token -- <client> --url ${server})`]),
    `  curl -s ${address} -H "authorization: Bearer $TOKEN" -H 'xianjie-purpose: MONITORING' -H 'content-type: application/json' -d '${query}'`,
    '',
  ].join('\n');
}
