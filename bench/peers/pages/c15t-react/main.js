// The ready-made interface in its own React root, as its quickstart shows.
import { ConsentBanner, ConsentDialog, ConsentManagerProvider } from '@c15t/react';
import '@c15t/react/styles.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

const options = {
  mode: 'offline',
  consentCategories: ['necessary', 'measurement', 'marketing'],
  overrides: { country: 'DE', language: 'en' },
  scripts: window.addresses.map((src, at) => ({ id: 'analytics-' + at, src, category: 'measurement' })),
};

const place = document.createElement('div');
document.body.append(place);
createRoot(place).render(
  createElement(ConsentManagerProvider, { options }, createElement(ConsentBanner), createElement(ConsentDialog)),
);
