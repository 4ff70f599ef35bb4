/** Of the back end under load and those who load it. */
export const keys = {
  shop: ['a-shop-key-of-the-load-bench'],
  guest: [{ id: 'g1', secret: 'a secret of the load bench, longer than it has to be' }],
};
