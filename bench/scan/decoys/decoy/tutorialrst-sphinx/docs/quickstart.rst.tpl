Quickstart
==========

.. code-block:: python

   import krakenex
   k = krakenex.API(key="YOUR-KEY", secret="YOUR-SECRET")
   k.query_private("Balance")

.. code-block:: console

   $ export KRAKEN_API_KEY=...
   $ export KRAKEN_API_SECRET=...
   $ python balance.py

.. note::

   The header ``API-Sign`` is 88 characters of base64, for example::

      API-Sign: <<base64:88>>

   It changes with every ``nonce``.
