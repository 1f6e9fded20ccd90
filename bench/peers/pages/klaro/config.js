var klaroConfig = {
  version: 1,
  elementID: 'klaro',
  lang: 'en',
  storageMethod: 'cookie',
  cookieExpiresAfterDays: 182,
  default: false,
  acceptAll: true,
  translations: {
    zz: { privacyPolicyUrl: '/privacy' },
    en: {
      consentNotice: { description: 'We would like to count visits and to measure our advertisements. Nothing of it runs unless you agree.' },
      purposes: { needed: { title: 'Needed' }, statistics: { title: 'Statistics' }, marketing: { title: 'Marketing' } },
    },
  },
  services: [
    { name: 'booking', title: 'Booking', purposes: ['needed'], required: true, description: 'What the site needs to work.' },
    { name: 'analytics', title: 'Visit statistics', purposes: ['statistics'], description: 'Counts visits.' },
    { name: 'ads', title: 'Advertising', purposes: ['marketing'], description: 'Measures advertisements.' },
  ],
};
