/**
 * A refusal in the words of the Bot API: the HTTP status equals `error_code`.
 */
export class ApiError extends Error {
  /**
   * @param {number} code
   * @param {string} description
   * @param {{retry_after?: number, migrate_to_chat_id?: number}} [parameters]
   */
  constructor(code, description, parameters) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }

  /** The envelope that goes over the wire. */
  envelope() {
    return {
      ok: false,
      error_code: this.code,
      description: this.message,
      ...(this.parameters ? { parameters: this.parameters } : {}),
    };
  }
}

/** @param {string} what */
export const badRequest = (what) => new ApiError(400, `Bad Request: ${what}`);
