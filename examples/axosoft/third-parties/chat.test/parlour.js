// Stand-in for a support chat: sets what policy-2.toml declares, and shows its button.
(() => {
  localStorage.setItem('parlour:talk', '1');
  const button = document.createElement('button');
  button.id = 'parlour';
  button.textContent = 'Ask support';
  button.style.cssText = 'position:fixed;right:1rem;bottom:1rem;border-radius:2rem';
  document.body.append(button);
})();
