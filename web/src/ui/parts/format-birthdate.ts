const months = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });

/** `1821`, `November 1821`, `11 November 1821`. The year 0 of what is stored is 1 BC, as before 1 AD comes no other. */
export function formatBirthdate(birthdate: string): string {
  const [, year, month, day] = /^(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(birthdate) ?? [];
  if (year === undefined) return birthdate;
  const monthName = month === undefined ? undefined : months.format(Date.UTC(2000, Number(month) - 1));
  return [day && Number(day), monthName, formatYear(Number(year))].filter(Boolean).join(' ');
}

function formatYear(year: number): string {
  if (year <= 0) return `${1 - year} BC`;
  return year < 1_000 ? `AD ${year}` : `${year}`;
}
