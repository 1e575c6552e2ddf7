import { startSimulator } from '@kopeck/simulator';
import { expect, test } from '@playwright/test';

test('a payment made by code stands in the simulator’s cabinet', async ({ page }) => {
  const simulator = await startSimulator({
    port: 0,
    smtpPort: 0,
    publicId: 'test_api_00000000000000000000001',
    apiSecret: 'a-secret-of-this-test-only-0123456789',
  });
  try {
    await simulator.control.pay({
      publicId: 'test_api_00000000000000000000001',
      scheme: 'auth',
      amount: '1500.00',
      currency: 'RUB',
      invoiceId: 'CABINET-1',
      card: '4000000000003055',
      skipCheck: true,
    });
    await page.goto(simulator.url);
    await expect(page.getByText('CABINET-1').first()).toBeVisible();
  } finally {
    await simulator.close();
  }
});
