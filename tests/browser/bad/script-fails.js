// For script-fails.html, and there only from the disk.
if (location.protocol === 'file:') throw new Error('not from a server');
