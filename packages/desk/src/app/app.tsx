import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { MoneyDialogProvider } from '../operations/money-dialog-context.tsx';
import { SessionGate } from '../session/session-gate.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { type Services, ServicesProvider } from './services.tsx';
import { Shell } from './shell.tsx';
import { theme } from './theme.ts';

const QueuePage = lazy(async () => ({
  default: (await import('../queue/queue-page.tsx')).QueuePage,
}));
const PaymentsPage = lazy(async () => ({
  default: (await import('../payments/payments-page.tsx')).PaymentsPage,
}));
const PaymentPage = lazy(async () => ({
  default: (await import('../payments/payment-page.tsx')).PaymentPage,
}));

const ReconciliationPage = lazy(async () => ({
  default: (await import('../reconciliation/reconciliation-page.tsx')).ReconciliationPage,
}));

const colorSchemeManager = localStorageColorSchemeManager({ key: 'kopeck-color-scheme' });

/** The desk: providers outside, the session gate, then the frame with its pages. */
export function App(props: { services: Services; queryClient: QueryClient }) {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemeManager}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <ErrorBoundary>
        <ServicesProvider services={props.services}>
          <QueryClientProvider client={props.queryClient}>
            <BrowserRouter basename={import.meta.env.BASE_URL.replace(/\/$/, '')}>
              <SessionGate>
                <MoneyDialogProvider>
                  <Shell>
                    <Pages />
                  </Shell>
                </MoneyDialogProvider>
              </SessionGate>
            </BrowserRouter>
          </QueryClientProvider>
        </ServicesProvider>
      </ErrorBoundary>
    </MantineProvider>
  );
}

function Pages() {
  return (
    <Routes>
      <Route index element={<Navigate to="/queue" replace />} />
      <Route path="queue" element={<QueuePage />} />
      <Route path="payments" element={<PaymentsPage />} />
      <Route path="payments/:paymentId" element={<PaymentPage />} />
      <Route path="reconciliation" element={<ReconciliationPage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
