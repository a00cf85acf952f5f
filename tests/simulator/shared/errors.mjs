/** A mistake in a request to the control interface, not to a platform. */
export class ControlError extends Error {
  /**
   * @param {number} status
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.statusCode = status;
  }
}
