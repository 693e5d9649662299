/** Kinds of chassis in the DMI table (SMBIOS, type 3) that are carried around. */
const portable: readonly number[] = [8, 9, 10, 11, 12, 14, 30, 31, 32];

export function isPortable(chassis: number | undefined): boolean {
  return chassis !== undefined && portable.includes(chassis);
}
