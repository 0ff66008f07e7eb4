/** Times as people read them, in the language of the page. */

function number(value: number, digits: number, language: string): string {
  return value.toLocaleString(language, { maximumSignificantDigits: digits, useGrouping: false });
}

export function duration(millis: number, language: string): string {
  if (millis < 1) {
    return `${number(millis, 2, language)} ms`;
  }
  if (millis < 1_000) {
    return `${number(millis, 3, language)} ms`;
  }
  if (millis < 60_000) {
    return `${number(millis / 1_000, 3, language)} s`;
  }
  const minutes = Math.floor(millis / 60_000);
  return `${minutes} min ${Math.round((millis - minutes * 60_000) / 1_000)} s`;
}

/** Marks of one axis all have the same unit. */
export function tick(millis: number, whole: number, language: string): string {
  return whole < 1_000 ? `${number(millis, 4, language)} ms` : `${number(millis / 1_000, 4, language)} s`;
}

export function moment(date: Date, language: string): string {
  return date.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'medium' });
}
