/** The library of the age format. Loaded when it is used: most commands open no vault, and would start a tenth of a second later. */
export function loadAge(): Promise<typeof import('age-encryption')> {
  return import('age-encryption');
}
