/** Whether nine digits pass the eleven test (elfproef) of a citizen service number, 9a+8b+...+2h-1i. iJw rule CS002. */
export function passesElevenTest(bsn: string): boolean {
  if (!/^[0-9]{9}$/.test(bsn)) return false;
  let sum = 0;
  for (let i = 0; i < 8; i += 1) sum += (9 - i) * Number(bsn[i]);
  return (sum - Number(bsn[8])) % 11 === 0;
}
