import '@patternfly/react-core/dist/styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { startI18n } from './i18n';
import { App } from './shell/App';
import { followColorScheme } from './shell/colorScheme';

const root = document.getElementById('root');
if (root === null) {
  throw new Error('the page has no place to start in');
}
followColorScheme();
await startI18n();
createRoot(root).render(
  <StrictMode>
    <BrowserRouter basename="/dashboard">
      <App />
    </BrowserRouter>
  </StrictMode>,
);
