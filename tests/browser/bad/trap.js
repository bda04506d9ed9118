// For trap.html: Tab never leaves the button.
addEventListener('keydown', (event) => {
  if (event.key === 'Tab' && document.activeElement.localName === 'button') event.preventDefault();
});
