/** Milliseconds that a look may go on for; at zero it ends with what it has. */
export type TimeLeft = () => number;

export const isOver = (left: TimeLeft): boolean => left() <= 0;
/** Why something was not read, after `not read: `. */
export const NO_TIME = 'the time for this look was over';
