/** A passkey, a second factor and the removal of an account, in a real browser. */
import { createOTP } from '@better-auth/utils/otp';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBase32 } from '../support/base32.ts';
import { findChromium, launchChromium } from '../support/chromium.ts';
import {
	createUserToken,
	makeDataDir,
	removeDataDir,
	startServer,
	type TestServer,
} from '../support/server.ts';

const EMAIL = 'ada@example.org';
const PASSWORD = 'correct horse battery';
const chromium = findChromium();

describe.skipIf(!chromium)('ways to sign in', () => {
	let server: TestServer;
	let browser: Browser;
	let page: Page;
	let base: string;
	const complaints: string[] = [];

	beforeAll(async () => {
		const dataDir = makeDataDir('sign-in');
		await createUserToken(dataDir, 'root@example.org', '--admin', '--password', PASSWORD);
		await createUserToken(dataDir, EMAIL, '--password', PASSWORD);
		server = await startServer(dataDir);
		// Passkeys belong to a host name, and an address is none.
		base = server.url.replace('127.0.0.1', 'localhost');
		browser = await launchChromium(chromium!);
		const context = await browser.newContext({ locale: 'en-US' });
		page = await context.newPage();
		page.setDefaultTimeout(20_000);
		page.on('pageerror', (error) => complaints.push(String(error)));
		const devtools = await context.newCDPSession(page);
		await devtools.send('WebAuthn.enable');
		await devtools.send('WebAuthn.addVirtualAuthenticator', {
			options: {
				...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
				...{ hasUserVerification: true, isUserVerified: true },
				automaticPresenceSimulation: true,
			},
		});
	});
	afterAll(async () => {
		await browser?.close();
		await server?.kill();
		if (server) removeDataDir(server.dataDir);
	});

	const button = (name: string) => page.getByRole('button', { name, exact: true });

	async function openDoor(): Promise<void> {
		await page.context().clearCookies();
		await page.goto(`${base}/sign-in?next=/account`, { waitUntil: 'networkidle' });
	}

	async function byPassword(): Promise<void> {
		await openDoor();
		await page.getByLabel('E-mail').fill(EMAIL);
		await page.getByLabel('Password').fill(PASSWORD);
		await page.locator('main').getByRole('button', { name: 'Sign in', exact: true }).click();
	}

	it('adds a passkey and signs in with it', async () => {
		await byPassword();
		await page.getByRole('heading', { name: 'Account', exact: true }).waitFor();
		await page.getByLabel('Name, such as').fill('Laptop');
		await button('Add a passkey').click();
		await page.getByRole('button', { name: 'Remove: Laptop' }).waitFor();
		await openDoor();
		await button('Sign in with a passkey').click();
		await page.getByRole('heading', { name: 'Account', exact: true }).waitFor();
		expect(await page.locator('main').textContent()).toContain(EMAIL);
	});

	it('sets an authenticator app up, and asks for its code at the door', async () => {
		await page.getByLabel('Your password').first().fill(PASSWORD);
		await button('Set up an app').click();
		await page.getByAltText('QR code of the key').waitFor();
		const key = await page.locator('code.break').textContent();
		expect(await page.locator('.codes li').count()).toBe(10);
		const code = () => createOTP(fromBase32(key!)).totp();
		await page.getByLabel('Code of the app').fill(await code());
		await button('Confirm').click();
		await page.getByText('On: after the password, a code is asked for.').waitFor();
		await byPassword();
		await page.getByRole('heading', { name: 'One more step' }).waitFor();
		await page.getByLabel('Code of the app').fill('000000');
		await button('Continue').click();
		await page.getByRole('alert').getByText('not valid').waitFor();
		await page.getByLabel('Code of the app').fill(await code());
		await button('Continue').click();
		await page.getByRole('heading', { name: 'Account', exact: true }).waitFor();
	});

	it('removes the account after its address and password', async () => {
		await page.getByText('Remove the account').click();
		await page.getByLabel('Type your e-mail address').fill(EMAIL);
		await page.locator('details').getByLabel('Your password').fill(PASSWORD);
		await button('Remove my account').click();
		await page.waitForURL(`${base}/`);
		await byPassword();
		await page.getByRole('alert').getByText('is wrong').waitFor();
		expect(complaints).toEqual([]);
	});
});
