const days = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });
const moments = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });
const counts = new Intl.NumberFormat('en');

/** A price as it may be typed, for a field's `pattern`. */
export const decimalPattern = '(0|[1-9][0-9]{0,17})([.][0-9]{1,18})?';

export const formatDay = (timeMs: number): string => days.format(timeMs);
export const formatMoment = (timeMs: number): string => moments.format(timeMs);
export const formatCount = (count: number): string => counts.format(count);

/** In English, as the rest of the page; `en/fr` is a book in both. What is no language code stays as it stands. */
export function formatLanguage(codes: string): string {
  return codes.split('/').map(nameLanguage).join(', ');
}

function nameLanguage(code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch {
    return code;
  }
}

/** Every digit as it is stored: a number would round what has many of them. The table drops zeros at the end, cents among them. */
export function formatPrice(price: string, currency: string | undefined): string {
  const [whole = '', fraction] = price.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const amount = fraction === undefined ? grouped : `${grouped}.${fraction.padEnd(2, '0')}`;
  return currency === undefined ? amount : `${amount} ${currency}`;
}

/** `1.2 s` below a minute, then whole minutes, hours and days. */
export function formatDuration(ms: number): string {
  const seconds = ms / 1_000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 129_600) return `${Math.round(seconds / 3_600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}
