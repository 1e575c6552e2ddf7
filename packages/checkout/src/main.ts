import { startCheckout } from './checkout-page.ts';
import { startOrderForm } from './order-form.ts';

const checkout = document.querySelector<HTMLElement>('[data-checkout]');
if (checkout) startCheckout(checkout);

const orderForm = document.querySelector<HTMLFormElement>('form[data-order-form]');
if (orderForm) startOrderForm(orderForm);
