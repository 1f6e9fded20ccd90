CookieConsent.run({
  // The browser of a measurement counts as a robot otherwise.
  hideFromBots: false,
  categories: {
    necessary: { enabled: true, readOnly: true },
    statistics: { services: { analytics: { label: 'Visit statistics' } } },
    marketing: { services: { ads: { label: 'Advertising' } } },
  },
  language: {
    default: 'en',
    translations: {
      en: {
        consentModal: {
          title: 'Cookies',
          description: 'We would like to count visits and to measure our advertisements. Nothing of it runs unless you agree.',
          acceptAllBtn: 'Accept all',
          acceptNecessaryBtn: 'Refuse all',
          showPreferencesBtn: 'Choose',
          footer: '<a href="/privacy">Privacy policy</a>',
        },
        preferencesModal: {
          title: 'Choose',
          acceptAllBtn: 'Accept all',
          acceptNecessaryBtn: 'Refuse all',
          savePreferencesBtn: 'Save',
          closeIconLabel: 'Close',
          sections: [
            { title: 'Needed', description: 'What the site needs to work.', linkedCategory: 'necessary' },
            { title: 'Statistics', description: 'Counts visits.', linkedCategory: 'statistics' },
            { title: 'Marketing', description: 'Measures advertisements.', linkedCategory: 'marketing' },
          ],
        },
      },
    },
  },
});
