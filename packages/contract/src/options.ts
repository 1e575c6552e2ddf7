/** What a command line needs to know of the suite, without loading it. */
export { gatewayScript } from './cryptogram/address.ts';
export { type Group, groups, groupTitles } from './group.ts';
