/** A user of this host with the folder that is their home. */
export interface Home {
  readonly user: string;
  readonly home: string;
}
