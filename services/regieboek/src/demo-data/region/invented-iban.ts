/** Code of a bank that does not exist. */
const BANK = 'VBLD';

/** Weighted sum of the eleven test (elfproef) of an account number of ten digits. */
const elevenSum = (account: string): number =>
  [...account].reduce((sum, digit, index) => sum + Number(digit) * (account.length - index), 0);

/** Letters as numbers, as ISO 13616 has them: A is 10. */
const inDigits = (text: string): string => text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));

/** A Dutch account number that passes both checks, at a bank that does not exist; one code always has the same. */
export function inventedIban(code: string): string {
  const from = Number(code) * 10;
  const number = Array.from({ length: 100 }, (_, i) => String(from + i).padStart(10, '0')).find(
    (account) => elevenSum(account) % 11 === 0,
  );
  const account = `${BANK}${number ?? ''}`;
  const check = 98n - (BigInt(`${inDigits(account)}${inDigits('NL')}00`) % 97n);
  return `NL${String(check).padStart(2, '0')}${account}`;
}
