import { afterEach, describe, expect, it } from '@jest/globals';
import { checkLogIn, logInBanner } from './log-in.js';

const settings = {
  ...{ host: '127.0.0.1', behindGateway: undefined, logInFile: undefined, address: undefined },
  ...{ demoLogIn: false, noLogIn: false },
};
const before = process.env['NODE_ENV'];
afterEach(() => {
  process.env['NODE_ENV'] = before;
});

describe('a server', () => {
  it('is not started where others can reach it and nobody would have to log in', () => {
    expect(() => checkLogIn(settings)).not.toThrow();
    expect(() => checkLogIn({ ...settings, host: '0.0.0.0' })).toThrow('set REGIEBOEK_LOGIN_FILE');
    expect(() => checkLogIn({ ...settings, host: '0.0.0.0', noLogIn: true })).toThrow('set REGIEBOEK_LOGIN_FILE');
    expect(() => checkLogIn({ ...settings, host: '0.0.0.0', behindGateway: 'nginx' })).not.toThrow();
    const withFile = { ...settings, host: '0.0.0.0', logInFile: 'log-in.yaml' };
    expect(() => checkLogIn(withFile)).toThrow('REGIEBOEK_ADDRESS must be set');
    expect(() => checkLogIn({ ...withFile, address: 'https://regieboek.example' })).not.toThrow();
  });

  it('lets invented users log in on this machine only, and never in production', () => {
    expect(() => checkLogIn({ ...settings, demoLogIn: true })).not.toThrow();
    expect(() => checkLogIn({ ...settings, demoLogIn: true, host: '0.0.0.0', behindGateway: 'nginx' })).toThrow(
      'no passwords',
    );
    process.env['NODE_ENV'] = 'production';
    expect(() => checkLogIn({ ...settings, demoLogIn: true })).toThrow('NODE_ENV is production');
  });

  it('has one way to log in', () => {
    expect(() => checkLogIn({ ...settings, demoLogIn: true, noLogIn: true })).toThrow('--demo-login and --no-login');
    expect(() => checkLogIn({ ...settings, logInFile: 'a.yaml', noLogIn: true })).toThrow('contradict each other');
  });

  it('says on its terminal who gets in', () => {
    const url = 'http://127.0.0.1:3000';
    expect(logInBanner(settings, url)).toMatch(/^NOBODY LOGS IN.*--demo-login.*--no-login/);
    expect(logInBanner({ ...settings, noLogIn: true }, url)).toBe(
      'NOBODY LOGS IN: everybody who reaches this address has every role in every region',
    );
    expect(logInBanner({ ...settings, demoLogIn: true }, url)).toContain(`${url}/v1/session/log-in`);
    expect(logInBanner({ ...settings, behindGateway: 'nginx' }, url)).toContain('everybody nginx lets through');
  });
});
