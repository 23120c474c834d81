/** To be imported before the product: its log has every line, with all fields. */
process.env['LOG_LEVEL'] = 'debug';
process.env['LOG_FORMAT'] = 'json';
