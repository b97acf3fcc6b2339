export default {
  testEnvironment: 'jsdom',
  testMatch: ['<rootDir>/jest/*.test.js'],
  // The package is ES modules, which Node reads itself: `node --experimental-vm-modules node_modules/jest/bin/jest.js`.
  transform: {},
};
