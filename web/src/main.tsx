import '@fontsource-variable/inter';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './styles/tokens.css';
import './styles/base.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { startI18n } from './i18n';
import { createQueryClient } from './session/query-client';
import { cssVariables, theme } from './theme';

/** Where short words in the corner hide the least. */
function toastPlace() {
  return matchMedia('(max-width: 899px)').matches ? 'top-center' : 'bottom-left';
}

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) return;
  await startI18n();
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <QueryClientProvider client={createQueryClient()}>
          <Notifications
            className="toasts"
            containerWidth={300}
            position={toastPlace()}
            autoClose={5000}
            limit={4}
          />
          <App />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

void start();
