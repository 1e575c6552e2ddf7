/** The gateway's own script; it may be loaded from nowhere else (widget reference 3.1). */
export const gatewayScript = 'https://checkout.cloudpayments.ru/checkout.js';
