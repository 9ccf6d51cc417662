const axios = require('axios');

axios.post('https://api.cognitive.microsofttranslator.com/translate?api-version=3.0&to=de', [{ Text: 'hello' }], {
  headers: {
    'Ocp-Apim-Subscription-Key': process.env.TRANSLATOR_KEY, // finds: source-uses-entra
  },
});
