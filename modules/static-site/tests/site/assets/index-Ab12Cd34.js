document.body.textContent = 'A page';
