/** What stands in reports for a credential or the value of a Secret. */
export const MASK = '<masked>';
