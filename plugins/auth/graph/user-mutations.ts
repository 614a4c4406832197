import { keyOfGlobalId, serviceMutation, type GraphBuilder, type PolicyModule } from 'xianjie/schema';
import { passwordObstacles, registerUser, setUserPassword, updateUser, type PersonDraft } from '../administration/people.js';
import { given } from './given.js';
import { hashPassword } from '../passwords.js';

const SCOPE = 'access:administer';

function userInputs(builder: GraphBuilder) {
  const register = builder.inputType('RegisterUserInput', {
    description: 'A person to register (登记用户).',
    fields: (t) => ({
      login: t.string({ required: true, description: 'The name for signing in (用户名).' }),
      titleZh: t.string({ required: true, description: 'What the person is called in Chinese, for example the office (中文称呼).' }),
      titleEn: t.string({ required: true, description: 'The same in English (英文称呼).' }),
      areas: t.field({ type: ['AreaCode'], required: true, description: 'One to four areas, none inside another (任职区划).' }),
      roles: t.field({ type: ['Role'], required: true, description: 'Roles; what they give stands in docs/roles.md (角色).' }),
      domains: t.stringList({ description: 'Policy domains of the office, by module id; the core is everybody’s (业务领域).' }),
      password: t.string({ description: 'The first password; or else `issuer` and `subject` (初始密码).' }),
      issuer: t.string({ description: 'Another issuer that signs the person in (身份提供方).' }),
      subject: t.string({ description: 'What that issuer calls the person (外部标识).' }),
    }),
  });
  const update = builder.inputType('UpdateUserInput', {
    description: 'What changes of a person; what is left out stays (变更用户).',
    fields: (t) => ({
      user: t.id({ required: true, description: 'The person, by global id (用户).' }),
      expectedVersion: t.int({ description: 'Refuse the change if the record has another version by now (预期版本).' }),
      titleZh: t.string({ description: 'What the person is called in Chinese (中文称呼).' }),
      titleEn: t.string({ description: 'The same in English (英文称呼).' }),
      areas: t.field({ type: ['AreaCode'], description: 'One to four areas, none inside another (任职区划).' }),
      roles: t.field({ type: ['Role'], description: 'Roles (角色).' }),
      domains: t.stringList({ description: 'Policy domains of the office (业务领域).' }),
      enabled: t.boolean({ description: 'Whether the person gets in; a change holds within five seconds (启用).' }),
    }),
  });
  const password = builder.inputType('SetUserPasswordInput', {
    description: 'A new password (设置密码).',
    fields: (t) => ({
      user: t.id({ required: true, description: 'The person, by global id (用户).' }),
      password: t.string({ required: true, description: 'At least ten characters, without the login (新密码).' }),
    }),
  });
  return { register, update, password };
}

const keyOf = (user: string | number | undefined): string | null => keyOfGlobalId('User', String(user));

/** `registerUser`, `updateUser`, `setUserPassword`. */
export function addUserMutations(builder: GraphBuilder, modules: readonly PolicyModule[]): void {
  const inputs = userInputs(builder);
  const domains = modules.map(({ id }) => id).filter((id) => id !== 'core');
  const shape = { scope: SCOPE, returns: 'User', key: 'OPTIONAL' } as const;
  serviceMutation(builder, {
    ...shape,
    name: 'registerUser',
    description: 'Registers a person who signs in here, or whom another issuer signs in (登记用户).',
    input: inputs.register,
    inputDescription: 'The person (用户信息).',
    run: async (asked, { viewer, services }, key) => {
      // The password leaves no trace, not even in what makes two calls the same call.
      const { password, ...input } = given(asked);
      const draft = { domains: [], issuer: null, subject: null, ...input, enabled: true } as unknown as PersonDraft;
      const obstacles = password === undefined ? [] : passwordObstacles(draft.login, password);
      const hash = password === undefined || obstacles.length > 0 ? null : await hashPassword(password);
      return services.write({ action: 'registerUser', idempotencyKey: key, input }, (tx) =>
        registerUser(tx, { viewer, domains }, draft, { hash, obstacles }),
      );
    },
  });
  serviceMutation(builder, {
    ...shape,
    name: 'updateUser',
    description: 'Changes a person’s office, or whether the person gets in at all. Nobody changes the own registration (变更用户).',
    input: inputs.update,
    inputDescription: 'What changes (变更信息).',
    run: (asked, { viewer, services }, key) => {
      const { user, expectedVersion, ...change } = given(asked);
      return services.write({ action: 'updateUser', idempotencyKey: key, input: asked }, (tx) =>
        updateUser(tx, { viewer, domains }, keyOf(user), change, expectedVersion),
      );
    },
  });
  serviceMutation(builder, {
    ...shape,
    name: 'setUserPassword',
    description: 'Gives a person another password, and opens a login that failures had closed (设置密码).',
    input: inputs.password,
    inputDescription: 'Whose, and which (密码信息).',
    run: async ({ user, password }, { viewer, services }) => {
      const hash = await hashPassword(password.slice(0, 200));
      return services.write({ action: 'setUserPassword', input: { user } }, (tx) =>
        setUserPassword(tx, viewer, keyOf(user), { text: password, hash }),
      );
    },
  });
}
