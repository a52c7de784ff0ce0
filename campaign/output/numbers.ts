/** Numbers as people read them; never by the host's locale, so that output is the same everywhere. */

/** 1204332 -> `1,204,332`. */
export function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `1 finding`, `2 findings`, `2 switches`. */
export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(value)} ${value === 1 ? noun : plural}`;
}

/** 9.98 -> `10.0 s`; 754 -> `12 m 34 s`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  const rest = `${Math.floor((whole % 3600) / 60)} m ${whole % 60} s`;
  return hours === 0 ? rest : `${hours} h ${rest}`;
}
