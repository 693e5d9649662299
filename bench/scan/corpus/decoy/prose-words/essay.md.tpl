The market will still remain the actual subject; people always expect fresh profit and then forget average risk, panic, sell, regret. Once again discover why patient people survive.
