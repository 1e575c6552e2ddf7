import './receipt.css';
