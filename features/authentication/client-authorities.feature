Feature: The authorities of client certificates
  --client-ca-file names the authorities whose certificates the API server takes. Proves chapter 2.1 of the first document.

  Rule: Before 1.23 a flag is known only with dashes

    @flags @until-1.22
    @refutes:node-2.1-02
    Scenario: --client_ca_file is an unknown flag in versions before 1.23
      Given the API server runs with the flags:
        | client_ca_file | $DIR/authorities.crt |
      Then the API server refuses to start with:
        """
        unknown flag: --client_ca_file
        """
