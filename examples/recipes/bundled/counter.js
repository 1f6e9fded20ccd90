/** Stands for a library from npm that counts visits. */
export class Counter {
  constructor(address) {
    this.address = address;
  }

  count() {
    document.cookie = '_s=1; path=/; max-age=9999';
    new Image().src = this.address;
  }
}
