/** Rules for pure code: no clock, no randomness, no I/O, no locale; and no fractions near money. */
import { testFiles } from './modules.mjs';

/** Code that must give the same answer on any machine, on any day, in any locale. */
const pureFiles = [
  'libs/{access,kernel,residence,ijw,events,billing,journal}/src/**/*.ts',
  'services/*/src/domain/**/*.ts',
];

/** Files of a pure library whose purpose is input and output. */
const inputAndOutput = ['libs/journal/src/segments/**', 'libs/billing/src/run/**'];

/** Code that computes amounts. */
const moneyFiles = ['libs/billing/src/**/*.ts', 'services/{contracts,finance,placements}/src/domain/**/*.ts'];

/** Only here may figures for people be rounded. */
const presentationFiles = ['services/regieboek/src/cli/**', 'tools/**', ...testFiles];

const given = 'comes with the command or the call';
const globals = [
  { name: 'Date', message: `A day is a Day or CalendarDate of @regieboek/kernel; today ${given}.` },
  { name: 'performance', message: 'Pure code has no clock.' },
  { name: 'process', message: `Pure code knows no process; a setting ${given}.` },
  { name: 'crypto', message: `Pure code makes no ids; a new id ${given}.` },
  { name: 'fetch', message: 'Pure code does no I/O.' },
  { name: 'console', message: 'Pure code does no I/O; return what there is to say.' },
  { name: 'setTimeout', message: 'Pure code does not wait.' },
  { name: 'setInterval', message: 'Pure code does not wait.' },
  { name: 'setImmediate', message: 'Pure code does not wait.' },
  { name: 'globalThis', message: 'Pure code reaches for nothing global.' },
  { name: 'Intl', message: 'The locale of a machine must not change an answer.' },
];

const fractions = 'Money is whole cents: cents, allocate, multiplyHalfUp of @regieboek/kernel.';
const properties = [
  { object: 'Number', property: 'parseFloat', message: fractions },
  { property: 'toFixed', message: `${fractions} For people: formatEuro.` },
];
const local = [
  'getFullYear',
  'getMonth',
  'getDate',
  'getDay',
  'getHours',
  'getMinutes',
  'setFullYear',
  'setMonth',
  'setDate',
  'setHours',
  'setMinutes',
  'getTimezoneOffset',
].map((property) => ({
  property,
  message: 'The zone of a machine must not change an answer: use days of the kernel.',
}));
const pureProperties = [
  { object: 'Math', property: 'random', message: `Pure code takes no chances; an id ${given}.` },
  { property: 'localeCompare', message: 'The locale of a machine must not change an order: compare with < and >.' },
  { property: 'toLocaleString', message: 'The locale of a machine must not change an answer.' },
];

const floatGlobal = { name: 'parseFloat', message: fractions };

const synchronize = [
  'Property[key.name="synchronize"][value.value!=false]',
  'Property[key.value="synchronize"][value.value!=false]',
  'CallExpression > MemberExpression > Identifier[name="synchronize"].property',
].map((selector) => ({ selector, message: 'The schema changes by migrations only: never synchronize.' }));
const bulkImport = {
  selector: 'ImportExpression',
  message: 'Pure code is known as a whole when it is loaded: no import() here.',
};
const lateImport = {
  selector: 'ImportExpression:not([source.value=/^(\\.{1,2}\\/|@regieboek\\/)/])',
  message: 'External modules are imported at the top, where the fence sees them.',
};
const otherThanBuses = {
  selector:
    'MethodDefinition[kind="constructor"] Decorator > CallExpression[callee.name="Inject"] > Identifier.arguments:not([name=/^(CommandBus|QueryBus)$/])',
  message: 'A controller injects CommandBus and QueryBus and nothing else: write a command or a query (ADR 25).',
};
const fraction = {
  selector: 'Literal[raw=/^[0-9_]*\\.[0-9]/]',
  message: fractions,
};
const division = {
  selector: 'BinaryExpression[operator="/"]:not(CallExpression[callee.object.name="Math"] > BinaryExpression)',
  message: `${fractions} A division goes inside Math.floor, with the remainder accounted for.`,
};

const fastCheck = 'CallExpression[callee.object.name="fc"][callee.property.name=/^(assert|check|sample|statistics)$/]';
const unseeded = [
  `${fastCheck}[arguments.length=1]`,
  `${fastCheck} > Literal.arguments`,
  `${fastCheck} > ObjectExpression.arguments:not(:has(> Property[key.name="seed"], > SpreadElement))`,
].map((selector) => ({ selector, message: 'A test gives the same result every time: give fast-check a seed.' }));

const urlAsPath = {
  selector: 'MemberExpression[property.name="pathname"] > NewExpression[callee.name="URL"]',
  message: 'The pathname of a file URL is encoded, so a folder with a space is not found: use fileURLToPath.',
};

const syntax = (...selectors) => ({
  'no-restricted-syntax': ['error', ...synchronize, ...unseeded, urlAsPath, ...selectors],
});

/** ESLint configurations, from the general ones to those for computing amounts. */
export const purity = [
  {
    name: 'regieboek/everywhere',
    files: ['**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', floatGlobal],
      'no-restricted-properties': ['error', ...properties, ...local],
      ...syntax(),
    },
  },
  {
    name: 'regieboek/product code',
    files: ['{libs,services}/*/src/**/*.ts'],
    ignores: testFiles,
    rules: syntax(lateImport),
  },
  {
    name: 'regieboek/controllers',
    files: ['services/*/src/http/**/*.ts', 'services/placements/src/internal/**/*.ts'],
    ignores: testFiles,
    rules: syntax(lateImport, otherThanBuses),
  },
  {
    name: 'regieboek/presentation',
    files: presentationFiles,
    rules: { 'no-restricted-properties': ['error', ...local] },
  },
  {
    name: 'regieboek/pure code',
    files: pureFiles,
    ignores: [...testFiles, ...inputAndOutput],
    rules: {
      'no-restricted-globals': ['error', floatGlobal, ...globals],
      'no-restricted-properties': ['error', ...properties, ...local, ...pureProperties],
      ...syntax(bulkImport),
    },
  },
  { name: 'regieboek/money', files: moneyFiles, ignores: testFiles, rules: syntax(bulkImport, fraction, division) },
];
