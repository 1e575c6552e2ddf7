import type { Method, Methods } from '../rest/method.ts';
import type { Parameter, ParameterType } from '../rest/parameter.ts';
import { integer, object, only, orNull, type Schema, text } from './json-schema.ts';
import { answers, schemas } from './schemas.ts';
import { webhooks } from './webhooks.ts';

/** OpenAPI 3.1, as far as it is made here. */
export type OpenApiDocument = {
  readonly openapi: '3.1.0';
  readonly paths: Readonly<Record<string, { readonly post: Schema }>>;
  readonly webhooks: Readonly<Record<string, { readonly post: Schema }>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> } & Schema;
} & Schema;

/**
 * The gateway's API as it is simulated. Methods and parameters come from the table that answers the
 * requests (rest/methods.ts), so the document cannot say what the simulator does not do.
 *
 * @param server the address that the paths are under
 */
export function openApiDocument(methods: Methods, server: string): OpenApiDocument {
  const paths = Object.entries(methods).map(
    ([path, method]) => [`/${path}`, { post: operation(path, method) }] as const,
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'CloudPayments API as Kopeck simulates it',
      version: '1',
      license: { name: 'MIT', identifier: 'MIT' },
      description:
        'Every method is a POST with a form or JSON body. Names of parameters may be in any case. ' +
        'Success tells of the call, not of the payment: that is Model.Status.',
    },
    servers: [{ url: server }],
    security: [{ basic: [] }],
    tags: tagsOf(methods),
    paths: Object.fromEntries(paths),
    webhooks,
    components: {
      securitySchemes: {
        basic: {
          type: 'http',
          scheme: 'basic',
          description: 'Login is the Public ID of the terminal, password its API Secret.',
        },
      },
      parameters: { RequestId: requestId },
      schemas: { ...schemas, Refused: refused },
    },
  };
}

const requestId = {
  name: 'X-Request-ID',
  in: 'header',
  required: false,
  description: 'One processing for all calls with the same value; kept for an hour.',
  schema: { type: 'string' },
};

/** Some answers add it (reference 1.3). */
const errorCode = { ErrorCode: orNull(integer()) };

const refused = object(
  { Success: only(false), Message: orNull(text('Why, in English.')), ...errorCode },
  ['ErrorCode'],
);

function operation(path: string, method: Method): Schema {
  return {
    operationId: path.replace(/[^a-z0-9]+(\w)/gi, (_all, letter: string) => letter.toUpperCase()),
    summary: method.about,
    description: `Section ${method.section} of the protocol reference.`,
    tags: [tagOf(path)],
    ...securityOf(method),
    parameters: [{ $ref: '#/components/parameters/RequestId' }],
    ...(method.parameters.length === 0 ? {} : { requestBody: requestBody(method.parameters) }),
    responses: {
      '200': {
        description: 'The outcome of the call.',
        content: { 'application/json': { schema: answerSchema(method) } },
      },
      ...(method.answers === 'Redirect'
        ? { '302': { description: 'Sends the payer to SuccessUrl or FailUrl.' } }
        : {}),
      ...(needsNothing(method) ? {} : { '401': { description: 'Wrong or missing credentials.' } }),
      '429': { description: 'Too many requests at once: 5 on a test terminal, 30 on a live one.' },
    },
  };
}

const needsNothing = ({ access }: Method) => access === 'public_id' || access === 'none';

/** Basic, unless the method does without it, or takes `PublicId` in its place. */
function securityOf(method: Method): Schema {
  if (needsNothing(method)) return { security: [] };
  return method.access === 'either' ? { security: [{ basic: [] }, {}] } : {};
}

/** The first word of the path: the methods of a group stand together. */
export const tagOf = (path: string) => path.replace(/^v2\//, '').split('/')[0] ?? path;

const tagsOf = (methods: Methods) =>
  [...new Set([...Object.keys(methods).map(tagOf), 'notifications'])].map((name) => ({ name }));

function requestBody(parameters: readonly Parameter[]): Schema {
  const schema = {
    type: 'object',
    properties: Object.fromEntries(parameters.map((one) => [one.name, parameterSchema(one)])),
    required: parameters.filter((one) => one.required).map((one) => one.name),
  };
  return {
    required: parameters.some((one) => one.required),
    content: {
      'application/json': { schema },
      'application/x-www-form-urlencoded': { schema },
    },
  };
}

const parameterTypes: Readonly<Record<ParameterType, Schema>> = {
  string: { type: 'string' },
  strings: { type: 'array', items: { type: 'string' } },
  amount: { type: 'number', exclusiveMinimum: 0 },
  number: { type: 'number' },
  integer: { type: 'integer' },
  long: { type: 'integer', format: 'int64' },
  boolean: { type: 'boolean' },
  date: { type: 'string' },
  json: { type: ['string', 'object'] },
  object: { type: 'object' },
};

function parameterSchema({ type, values, about }: Parameter): Schema {
  const choice = values === undefined ? {} : { enum: values };
  return { ...parameterTypes[type], ...choice, description: about };
}

/** What a 200 answer of a method is. */
export function answerSchema(method: Method): Schema {
  const shape = answers[method.answers];
  const { model, message = { type: 'null' }, beside = {}, unsuccessful = [] } = shape;
  const withModel = (schema: Schema | null) => (schema === null ? {} : { Model: schema });
  const rest = { ...errorCode, ...beside };
  const success = object(
    { ...withModel(model), Success: only(true), Message: message, ...rest },
    Object.keys(rest),
  );
  const others = unsuccessful.map((other) =>
    object(
      { ...withModel(other), Success: only(false), Message: orNull(text()), ...rest },
      Object.keys(rest),
    ),
  );
  return { anyOf: [success, ...others, { $ref: '#/components/schemas/Refused' }] };
}
