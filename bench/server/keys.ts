/** Shared by the server and the clients of the load test. */
export const keys = {
  shop: ['a-shop-key-of-the-load-bench'],
  guest: [{ id: 'g1', secret: 'a secret of the load bench with more than 32 characters' }],
};
