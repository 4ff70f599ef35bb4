/** Registers all elements. */
import './components/delivery-estimate/delivery-estimate.define.ts';
